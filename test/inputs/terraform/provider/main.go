// A stand-in for the AWS provider that knows no AWS: the same names and kinds of arguments and attributes as
// https://registry.terraform.io/providers/hashicorp/aws/latest/docs, so that Terraform itself writes plans and states.
package main

import (
	"context"
	"encoding/json"
	"sort"
	"strings"

	"github.com/hashicorp/terraform-plugin-sdk/v2/diag"
	"github.com/hashicorp/terraform-plugin-sdk/v2/helper/schema"
	"github.com/hashicorp/terraform-plugin-sdk/v2/plugin"
)

const usual = "111122223333"

type attributes map[string]*schema.Schema

func text(required, optional, computed bool) *schema.Schema {
	return &schema.Schema{Type: schema.TypeString, Required: required, Optional: optional, Computed: computed}
}
func required() *schema.Schema { return text(true, false, false) }
func optional() *schema.Schema { return text(false, true, false) }
func computed() *schema.Schema { return text(false, false, true) }
func either() *schema.Schema   { return text(false, true, true) }
func number(standard int) *schema.Schema {
	return &schema.Schema{Type: schema.TypeInt, Optional: true, Default: standard}
}
func flag() *schema.Schema { return &schema.Schema{Type: schema.TypeBool, Optional: true} }
func or(standard string) *schema.Schema {
	return &schema.Schema{Type: schema.TypeString, Optional: true, Default: standard}
}
func texts(kind schema.ValueType) *schema.Schema {
	return &schema.Schema{Type: kind, Optional: true, Elem: &schema.Schema{Type: schema.TypeString}}
}
func blocks(kind schema.ValueType, most int, inside attributes) *schema.Schema {
	return &schema.Schema{Type: kind, Optional: true, MaxItems: most, Elem: &schema.Resource{Schema: inside}}
}

// anew marks an argument whose change makes another resource of it.
func anew(one *schema.Schema) *schema.Schema        { one.ForceNew = true; return one }
func computedToo(one *schema.Schema) *schema.Schema { one.Computed = true; return one }

func withTags(all attributes) attributes {
	all["tags"] = texts(schema.TypeMap)
	all["tags_all"] = computedToo(texts(schema.TypeMap))
	return all
}

// resource makes a managed resource; arn is the part of its ARN before the name, where it has one.
func resource(all attributes, kind string) *schema.Resource {
	set := func(_ context.Context, d *schema.ResourceData, meta interface{}) diag.Diagnostics {
		account := meta.(string)
		name := "made"
		if _, is := all["name"]; is {
			if value, _ := d.Get("name").(string); value != "" {
				name = value
			} else {
				name = "terraform-20261123000000000000000001"
			}
			if all["name"].Computed {
				_ = d.Set("name", name)
			}
		}
		path := "/"
		if _, is := all["path"]; is {
			path = d.Get("path").(string)
		}
		if _, is := all["arn"]; is {
			_ = d.Set("arn", "arn:aws:iam::"+account+":"+kind+path+name)
		}
		if _, is := all["unique_id"]; is {
			_ = d.Set("unique_id", "AROA0000000000000000")
		}
		if _, is := all["tags_all"]; is {
			_ = d.Set("tags_all", d.Get("tags"))
		}
		d.SetId(name)
		if _, is := all["policy_id"]; is {
			d.SetId("arn:aws:iam::" + account + ":" + kind + path + name)
		}
		return nil
	}
	nothing := func(context.Context, *schema.ResourceData, interface{}) diag.Diagnostics { return nil }
	made := &schema.Resource{Schema: all, CreateContext: set, ReadContext: nothing, DeleteContext: nothing, UpdateContext: set}
	if _, is := all["tags_all"]; is {
		made.CustomizeDiff = func(_ context.Context, d *schema.ResourceDiff, _ interface{}) error {
			if !d.GetRawConfig().GetAttr("tags").IsWhollyKnown() {
				return d.SetNewComputed("tags_all")
			}
			return d.SetNew("tags_all", d.Get("tags"))
		}
	}
	return made
}

func role() *schema.Resource {
	return resource(withTags(attributes{
		"arn": computed(), "assume_role_policy": required(), "create_date": computed(), "description": optional(),
		"force_detach_policies": flag(),
		"inline_policy":         computedToo(blocks(schema.TypeSet, 0, attributes{"name": optional(), "policy": optional()})),
		"managed_policy_arns":   computedToo(texts(schema.TypeSet)),
		"max_session_duration":  number(3600),
		"name":                  either(), "name_prefix": either(), "path": anew(or("/")), "permissions_boundary": optional(),
		"unique_id": computed(),
	}), "role")
}

func policy() *schema.Resource {
	return resource(withTags(attributes{
		"arn": computed(), "attachment_count": &schema.Schema{Type: schema.TypeInt, Computed: true}, "description": optional(),
		"name": either(), "name_prefix": either(), "path": or("/"), "policy": required(), "policy_id": computed(),
	}), "policy")
}

func inline(holder string) *schema.Resource {
	return resource(attributes{"name": either(), "name_prefix": either(), "policy": required(), holder: required()}, "")
}

func attachment(holder string) *schema.Resource {
	return resource(attributes{"policy_arn": required(), holder: required()}, "")
}

func identity(more attributes, kind string) *schema.Resource {
	all := attributes{"arn": computed(), "name": required(), "path": or("/"), "unique_id": computed()}
	for name, one := range more {
		all[name] = one
	}
	return resource(all, kind)
}

func principals() *schema.Schema {
	return blocks(schema.TypeSet, 0, attributes{"identifiers": needed(texts(schema.TypeSet)), "type": required()})
}
func needed(one *schema.Schema) *schema.Schema { one.Required, one.Optional = true, false; return one }

func document() *schema.Resource {
	statement := attributes{
		"actions": texts(schema.TypeSet), "not_actions": texts(schema.TypeSet), "resources": texts(schema.TypeSet),
		"not_resources": texts(schema.TypeSet), "effect": or("Allow"), "sid": optional(),
		"principals": principals(), "not_principals": principals(),
		"condition": blocks(schema.TypeSet, 0, attributes{"test": required(), "variable": required(), "values": needed(texts(schema.TypeList))}),
	}
	return &schema.Resource{
		Schema: attributes{
			"json": computed(), "minified_json": computed(), "policy_id": optional(), "version": or("2012-10-17"),
			"source_policy_documents": texts(schema.TypeList), "override_policy_documents": texts(schema.TypeList),
			"statement": blocks(schema.TypeList, 0, statement),
		},
		ReadContext: readDocument,
	}
}

func readDocument(_ context.Context, d *schema.ResourceData, _ interface{}) diag.Diagnostics {
	var statements []interface{}
	for _, raw := range d.Get("statement").([]interface{}) {
		from := raw.(map[string]interface{})
		to := map[string]interface{}{"Effect": from["effect"]}
		if from["sid"] != "" {
			to["Sid"] = from["sid"]
		}
		for name, key := range map[string]string{"actions": "Action", "not_actions": "NotAction", "resources": "Resource", "not_resources": "NotResource"} {
			if set := from[name].(*schema.Set); set.Len() > 0 {
				to[key] = oneOrMany(set.List())
			}
		}
		for name, key := range map[string]string{"principals": "Principal", "not_principals": "NotPrincipal"} {
			all := map[string]interface{}{}
			for _, one := range from[name].(*schema.Set).List() {
				entry := one.(map[string]interface{})
				all[entry["type"].(string)] = oneOrMany(entry["identifiers"].(*schema.Set).List())
			}
			if every, is := all["*"]; is && every == "*" {
				to[key] = "*"
			} else if len(all) > 0 {
				to[key] = all
			}
		}
		conditions := map[string]map[string]interface{}{}
		for _, one := range from["condition"].(*schema.Set).List() {
			entry := one.(map[string]interface{})
			test := entry["test"].(string)
			if conditions[test] == nil {
				conditions[test] = map[string]interface{}{}
			}
			conditions[test][entry["variable"].(string)] = oneOrMany(entry["values"].([]interface{}))
		}
		if len(conditions) > 0 {
			to["Condition"] = conditions
		}
		statements = append(statements, to)
	}
	written := map[string]interface{}{"Version": d.Get("version"), "Statement": oneOrMany(statements)}
	wide, _ := json.MarshalIndent(written, "", "  ")
	narrow, _ := json.Marshal(written)
	_ = d.Set("json", string(wide))
	_ = d.Set("minified_json", string(narrow))
	d.SetId("1234567890")
	return nil
}

func oneOrMany(all []interface{}) interface{} {
	if len(all) == 1 {
		return all[0]
	}
	sort.Slice(all, func(i, j int) bool {
		a, _ := json.Marshal(all[i])
		b, _ := json.Marshal(all[j])
		return string(a) < string(b)
	})
	return all
}

func known(values map[string]string) *schema.Resource {
	all := attributes{}
	for name := range values {
		all[name] = either()
	}
	return &schema.Resource{Schema: all, ReadContext: func(_ context.Context, d *schema.ResourceData, meta interface{}) diag.Diagnostics {
		for name, value := range values {
			if value != "" {
				_ = d.Set(name, strings.ReplaceAll(value, usual, meta.(string)))
			}
		}
		d.SetId("read")
		return nil
	}}
}

func main() {
	plugin.Serve(&plugin.ServeOpts{ProviderFunc: provider, ProviderAddr: "registry.terraform.io/hashicorp/aws"})
}

func provider() *schema.Provider {
	assumed := attributes{"role_arn": optional(), "duration": optional(), "external_id": optional(), "session_name": optional(), "policy": optional()}
	return &schema.Provider{
		ConfigureContextFunc: func(_ context.Context, d *schema.ResourceData) (interface{}, diag.Diagnostics) {
			if arn, is := d.GetOk("assume_role.0.role_arn"); is {
				return strings.Split(arn.(string), ":")[4], nil
			}
			return usual, nil
		},
		Schema: attributes{
			"region": optional(), "profile": optional(), "allowed_account_ids": texts(schema.TypeSet),
			"assume_role": blocks(schema.TypeList, 0, assumed),
			"assume_role_with_web_identity": blocks(schema.TypeList, 1, attributes{
				"role_arn": optional(), "duration": optional(), "session_name": optional(), "web_identity_token_file": optional(),
			}),
			"default_tags": blocks(schema.TypeList, 1, attributes{"tags": texts(schema.TypeMap)}),
		},
		ResourcesMap: map[string]*schema.Resource{
			"aws_iam_role": role(), "aws_iam_policy": policy(),
			"aws_iam_role_policy": inline("role"), "aws_iam_user_policy": inline("user"), "aws_iam_group_policy": inline("group"),
			"aws_iam_role_policy_attachment": attachment("role"), "aws_iam_user_policy_attachment": attachment("user"),
			"aws_iam_group_policy_attachment": attachment("group"),
			"aws_iam_user":                    identity(withTags(attributes{"force_destroy": flag(), "permissions_boundary": optional()}), "user"),
			"aws_iam_group":                   identity(attributes{}, "group"),
			"aws_iam_user_group_membership":   resource(attributes{"user": required(), "groups": needed(texts(schema.TypeSet))}, ""),
			"aws_iam_group_membership":        resource(attributes{"name": required(), "group": required(), "users": needed(texts(schema.TypeSet))}, ""),
			"aws_iam_access_key": resource(attributes{
				"user": required(), "status": or("Active"), "pgp_key": optional(), "create_date": computed(),
				"secret": {Type: schema.TypeString, Computed: true, Sensitive: true},
			}, ""),
			"aws_ssoadmin_permission_set": resource(withTags(attributes{
				"arn": computed(), "created_date": computed(), "description": optional(), "instance_arn": required(),
				"name": required(), "relay_state": optional(), "session_duration": or("PT1H"),
			}), "permissionSet"),
			"aws_ssoadmin_permission_set_inline_policy": resource(attributes{"inline_policy": required(), "instance_arn": required(), "permission_set_arn": required()}, ""),
			"aws_lambda_function": resource(withTags(attributes{
				"arn": computed(), "function_name": required(), "role": required(), "filename": optional(), "handler": optional(), "runtime": optional(),
				"environment": blocks(schema.TypeList, 1, attributes{"variables": texts(schema.TypeMap)}),
			}), "function"),
			"aws_iam_openid_connect_provider": resource(attributes{"arn": computed(), "url": required(), "client_id_list": texts(schema.TypeList)}, "oidc-provider"),
			"aws_organizations_account":       resource(attributes{"arn": computed(), "name": required(), "email": required()}, "account"),
			"aws_s3_bucket":                   resource(attributes{"arn": computed(), "bucket": either()}, "bucket"),
		},
		DataSourcesMap: map[string]*schema.Resource{
			"aws_iam_policy_document": document(),
			"aws_caller_identity":     known(map[string]string{"account_id": usual, "arn": "arn:aws:iam::" + usual + ":user/ci", "user_id": "AIDA0000000000000000"}),
			"aws_partition":           known(map[string]string{"partition": "aws", "dns_suffix": "amazonaws.com"}),
			"aws_region":              known(map[string]string{"name": "eu-west-1"}),
			"aws_iam_role": known(map[string]string{
				"name": "", "arn": "arn:aws:iam::" + usual + ":role/elsewhere",
				"assume_role_policy": `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"sts:AssumeRole"}]}`,
			}),
		},
	}
}
